/** The names of kinds of Kubernetes objects as kubectl takes them: `pods`, `endpoints`, `ingresses`. */
export function resourceNames(kinds: readonly string[]): string[] {
  return kinds.map((kind) => {
    const name = kind.toLowerCase();
    if (name === 'endpoints') return name;
    return name.endsWith('s') ? `${name}es` : `${name}s`;
  });
}
