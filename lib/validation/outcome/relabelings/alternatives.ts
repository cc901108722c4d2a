/** Returns true if an expression has alternatives outside parentheses, or parentheses that do not close. */
export function hasAlternatives(regex: string): boolean {
  return /[()|]/.test(regex.replaceAll(/\\[^]/g, '').replaceAll(/\((?:[^()]|\([^()]*\))*\)/g, ''));
}
