interface Resources {
  readonly Resources: Readonly<Record<string, { readonly DependsOn?: string | string[] }>>;
}

/** A circle of resources that wait for each other, by their logical ids; nothing where there is none. */
export function findCycle(template: object): string[] | undefined {
  const resources = (template as Resources).Resources;
  const done = new Set<string>();

  const visit = (id: string, trail: string[]): string[] | undefined => {
    if (trail.includes(id)) return [...trail.slice(trail.indexOf(id)), id];
    if (done.has(id)) return undefined;
    const cycle = firstOf(dependencies(resources[id]), next => next in resources ? visit(next, [...trail, id]) : undefined);
    done.add(id);
    return cycle;
  };
  return firstOf(Object.keys(resources), id => visit(id, []));
}

/** Everything that a resource refers to by DependsOn, Ref, Fn::GetAtt or inside Fn::Sub. */
export function dependencies(resource: unknown): string[] {
  if (Array.isArray(resource)) return resource.flatMap(dependencies);
  if (typeof resource !== 'object' || resource === null) return [];
  return Object.entries(resource).flatMap(([key, value]: [string, unknown]) => {
    switch (key) {
      case 'DependsOn': return [value].flat() as string[];
      case 'Ref': return [value as string];
      case 'Fn::GetAtt': return [String([value].flat()[0]).split('.')[0] ?? ''];
      case 'Fn::Sub': return [...[...JSON.stringify(value).matchAll(/\$\{(\w+)/g)].map(match => match[1] ?? ''), ...dependencies(value)];
      default: return dependencies(value);
    }
  });
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
