import { COLLECTOR_ROLE, World } from './world';

export const NODES = `- rolearn: arn:aws:iam::111122223333:role/node
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:bootstrappers, system:nodes] # keep
`;

/** The entry that the handler writes for the collector's role. */
export const ENTRY = `- rolearn: arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4
  username: aps-collector-user
`;

/** The role of the collector that replaces it. */
export const OTHER_ROLE = COLLECTOR_ROLE.replace('94e9c92f', 'aaaabbbb');
export const OTHER_ENTRY = ENTRY.replace('94e9c92f', 'aaaabbbb');

/** Milliseconds that leave a second and a half for the work itself: what would be tried again for longer fails soon. */
export const SHORT = 31_500;

/** Gives each test a separate world. */
export function useWorld(assign: (world: World) => void): void {
  let world: World;

  beforeEach(async () => {
    jest.spyOn(console, 'info').mockReturnValue();
    world = await World.start();
    assign(world);
  });

  afterEach(async () => {
    await world.stop();
    jest.restoreAllMocks();
  });
}
