/** Explains why a file could not be read or written. */
export function fileError(error: unknown, notFound = 'the file does not exist'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: notFound, ENOTDIR: notFound, EISDIR: 'it is a folder', EEXIST: 'a file has this name', EACCES: 'permission denied',
    EROFS: 'the file system is read-only', ELOOP: 'too many symbolic links', ENAMETOOLONG: 'the name is too long', ENOSPC: 'no space is left',
  };
  return reasons[code ?? ''] ?? message;
}
