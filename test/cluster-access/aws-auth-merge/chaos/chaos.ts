import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { handler } from '../../../../lib/cluster-access/aws-auth-merge/handler';
import type { Answer, CustomResourceEvent } from '../../../../lib/aws/custom-resource';
import { roleEntries } from '../../../../lib/kubernetes/map-roles';
import { contextOf, RBAC, signatureDate, World } from '../fakes/world';
import { Faults } from './faults';
import { randomFrom, type Random } from './random';

export interface ChaosOptions {
  readonly seed: number;
  readonly events: number;
  readonly faults: number;
}

export interface ChaosReport {
  readonly events: number;
  readonly faults: number;
  /** Differences between the cluster and what should be there. */
  readonly differences: readonly string[];
}

const NODES = '- rolearn: arn:aws:iam::111122223333:role/node\n  username: system:node:{{EC2PrivateDNSName}}\n  groups: [system:nodes] # keep\n';
const FUNCTION_MS = 150_000;
const AT_ONCE = 12;

/** An event is sent so long before it is delivered; one that is sent again at once is a second younger. */
const DELIVERY_MS = 100_000;

/** After this time, an event that is repeated has so little left that it cannot finish, or none at all. */
const UNTIL_LATE_MS = 105_000;
const LATE_FOR_MS = 30_000;

/** A collector, as CloudFormation manages it. */
interface Owner {
  readonly logicalId: string;
  /** Decides what becomes of it, whatever the others do meanwhile. */
  readonly random: Random;
  readonly events: CustomResourceEvent[];
  /** The resource that exists, with the role of its entry. */
  id?: string;
  role: string;
  /** When the latest event was sent, in milliseconds since 1970. */
  sentAt: number;
}

/**
 * Creates, updates and deletes collectors of one cluster, as CloudFormation does after failures too, while the API server, EKS and
 * CloudFormation fail, others write, and events are delivered again. The seed decides who does what, and how often requests fail. Time
 * only passes between the batches, so that a slow machine is none of the faults.
 */
export async function chaos({ seed, events, faults }: ChaosOptions): Promise<ChaosReport> {
  const world = await World.start();
  try {
    world.stopClock();
    return await new Run(world, randomFrom(seed), events, new Faults(world, randomFrom(seed + 1), faults)).carryOut();
  } finally {
    await world.stop();
  }
}

class Run {
  private readonly owners: Owner[] = [];
  private readonly theirs: string[] = [];
  private sent = 0;

  constructor(
    private readonly world: World, private readonly random: Random, private readonly most: number, private readonly faults: Faults,
  ) {
    world.awsAuthIs(NODES);
  }

  async carryOut(): Promise<ChaosReport> {
    while (this.sent < this.most || !this.faults.areDone) {
      this.someoneElseWrites();
      const batch = Array.from({ length: AT_ONCE }, () => this.newOwner());
      await Promise.all(batch.map(owner => this.live(owner)));
      this.world.pass(UNTIL_LATE_MS + this.random.below(LATE_FOR_MS));
      await Promise.all(batch.filter(({ random }) => random.chance(0.5)).map(owner => this.repeat(owner)));
    }
    this.faults.stop();
    for (const owner of this.owners.filter(() => this.random.chance(0.2))) await this.repeat(owner);
    const differences = this.differences();
    for (const owner of this.owners.filter(({ id }) => id !== undefined)) await this.remove(owner);
    const left = this.owners.filter(({ id }) => id === undefined);
    for (const owner of left.filter(() => this.random.chance(0.2))) await this.repeat(owner);
    return { events: this.sent, faults: this.faults.injected, differences: [...differences, ...this.differences()] };
  }

  private newOwner(): Owner {
    const random = randomFrom(this.random.below(2 ** 32));
    const owner: Owner = { logicalId: `Collector${this.owners.length}`, random, events: [], role: newRole(random), sentAt: 0 };
    this.owners.push(owner);
    return owner;
  }

  /** One collector comes, changes, and goes or stays. */
  private async live(owner: Owner): Promise<void> {
    const { random } = owner;
    await this.create(owner);
    while (owner.id !== undefined && random.chance(0.5)) await this.update(owner);
    if (random.chance(0.3)) await this.repeat(owner);
    if (owner.id !== undefined && random.chance(0.6)) await this.remove(owner);
    if (random.chance(0.3)) await this.repeat(owner);
  }

  private async create(owner: Owner): Promise<void> {
    const { Status, PhysicalResourceId } = await this.send(owner, { RequestType: 'Create' }, owner.role);
    owner.id = PhysicalResourceId;
    // CloudFormation deletes what it failed to create.
    if (Status === 'FAILED') await this.remove(owner);
  }

  private async update(owner: Owner): Promise<void> {
    const { random } = owner;
    const before = { id: owner.id ?? '', role: owner.role };
    const role = random.chance(0.5) ? owner.role : newRole(random);
    const rules = RBAC.Rules.slice(random.below(2));
    const { Status, PhysicalResourceId } = await this.send(owner, { RequestType: 'Update', PhysicalResourceId: before.id }, role, rules);
    if (Status === 'FAILED') {
      // CloudFormation updates back, and then deletes what another id names.
      const back = await this.until(() => this.send(owner, { RequestType: 'Update', PhysicalResourceId }, before.role));
      if (back.PhysicalResourceId !== PhysicalResourceId) await this.removeId(owner, PhysicalResourceId, role);
      owner.id = back.PhysicalResourceId;
      return;
    }
    [owner.id, owner.role] = [PhysicalResourceId, role];
    if (PhysicalResourceId !== before.id) await this.removeId(owner, before.id, before.role);
  }

  private async remove(owner: Owner): Promise<void> {
    await this.removeId(owner, owner.id ?? '', owner.role);
    owner.id = undefined;
  }

  private async removeId(owner: Owner, PhysicalResourceId: string, role: string): Promise<void> {
    await this.until(() => this.send(owner, { RequestType: 'Delete', PhysicalResourceId }, role));
  }

  /** People repeat a deletion or a rollback that failed. */
  private async until(attempt: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      const answer = await attempt();
      if (answer.Status === 'SUCCESS') return answer;
    }
  }

  /** Lambda delivers an event again, whatever came since. */
  private async repeat({ events, random }: Owner): Promise<void> {
    const event = events[random.below(events.length)];
    if (event !== undefined) await this.deliverOnce(event);
  }

  private async send(owner: Owner, event: Partial<CustomResourceEvent>, role: string, Rules: unknown = RBAC.Rules): Promise<Answer> {
    owner.sentAt = Math.max(owner.sentAt + 1000, Date.now() - DELIVERY_MS);
    const date = signatureDate(new Date(owner.sentAt));
    const complete = this.world.event({
      ...event, RequestId: randomUUID(), LogicalResourceId: owner.logicalId, ResourceProperties: { RoleArn: role, Rules },
      ResponseURL: this.world.responseUrl.replace(/\d{8}T\d{6}Z/, date),
    });
    owner.events.push(complete);
    const isTwice = owner.random.chance(0.1);
    const again = owner.random.below(200);
    await Promise.all([this.deliverOnce(complete), ...isTwice ? [sleep(again).then(() => this.deliverOnce(complete))] : []]);
    return this.world.answerTo(complete);
  }

  private async deliverOnce(event: CustomResourceEvent): Promise<void> {
    this.sent++;
    await handler(event, contextOf(FUNCTION_MS));
  }

  private someoneElseWrites(): void {
    const entry = `- rolearn: arn:aws:iam::111122223333:role/team-${this.theirs.length}\n  username: team-${this.theirs.length}\n`;
    this.theirs.push(entry);
    const before = this.world.mapRoles ?? '';
    this.world.someoneWrites({ ...this.world.api.awsAuth?.data, mapRoles: this.random.chance(0.5) ? before + entry : entry + before });
  }

  private differences(): string[] {
    const standing = this.owners.filter(({ id }) => id !== undefined);
    const expected = [...roleEntries(NODES + this.theirs.join('')).map(({ rolearn }) => rolearn), ...standing.map(({ role }) => role)].sort();
    const found = roleEntries(this.world.mapRoles ?? '').map(({ rolearn }) => rolearn).sort();
    const shares = (annotations: Readonly<Record<string, string>> = {}) => Object.keys(annotations).filter(key => key.includes('/owner-')).length;
    const role = this.world.api.clusterRole(RBAC.ClusterRoleName);
    return [
      ...expected.filter(entry => !found.includes(entry)).map(entry => `lost: ${entry}`),
      ...found.filter(entry => !expected.includes(entry)).map(entry => `left over: ${entry}`),
      ...found.length === new Set(found).size ? [] : ['an entry exists twice'],
      ...shares(this.world.api.awsAuth?.metadata.annotations) === standing.length ? [] : ['the owners of aws-auth differ'],
      ...shares(role?.metadata.annotations) === standing.length ? [] : [`the owners of the ClusterRole differ: ${shares(role?.metadata.annotations)}, ${standing.length}`],
    ];
  }
}

function newRole(random: Random): string {
  const suffix = Array.from({ length: 12 }, () => random.below(16).toString(16)).join('');
  return `arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_${suffix}`;
}
