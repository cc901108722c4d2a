/** Why a file could not be read or written, in people's words. */
export function fileReason(error: unknown, notFound = 'there is no such file'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: notFound, ENOTDIR: notFound, EISDIR: 'it is a folder', EEXIST: 'a file is in the way', EACCES: 'permission denied', EROFS: 'nothing can be written there',
  };
  return reasons[code ?? ''] ?? message;
}
