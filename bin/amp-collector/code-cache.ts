import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

const CHECKSUM_BYTES = 4;

type Module = Pick<NodeJS.Module, 'exports'>;
type RunModule = (exports: unknown, require: (id: string) => unknown, module: Module, file: string, folder: string) => void;

/** A bundle without compiled code in the cache. */
interface Uncached {
  readonly script: Script;
  readonly path: string;
  readonly key: number;
}

/**
 * Loads the bundles of the tool with the code that V8 compiled for them in an earlier run of the same command, functions that ran included.
 * The cache of Node.js has only what V8 compiles before anything runs, a small part, and Node.js 20 has no cache.
 *
 * V8 would run any code that it is given: the code of others, or damaged code, is not used.
 */
export class CodeCache {
  private readonly modules = new Map<string, Module>();
  private readonly uncached: Uncached[] = [];

  private constructor(private readonly folder: string, private readonly build: string, private readonly run: string) {}

  /**
   * Returns the cache of a command, unless the user disables it or others could write to its folder.
   * @param build names the contents of all bundles
   */
  static open(command: string | undefined, build: string): CodeCache | undefined {
    const { NODE_DISABLE_COMPILE_CACHE: disabled, NODE_COMPILE_CACHE: parent, NODE_OPTIONS } = process.env;
    if (disabled) return undefined;
    const folder = join(parent || tmpdir(), `amp-collector-${process.getuid?.() ?? 'cache'}`);
    if (privacyOf(folder) === 'shared') return undefined;
    return new CodeCache(folder, build, JSON.stringify([command, process.version, process.arch, process.execArgv, NODE_OPTIONS]));
  }

  /** Loads a bundle as `require` does, and those that it requires. */
  load(file: string): unknown {
    const loaded = this.modules.get(file);
    if (loaded !== undefined) return loaded.exports;
    const module: Module = { exports: {} };
    this.modules.set(file, module);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the modules of Node.js
    const requireFromBundle = (id: string) => id.endsWith('.bundle.js') ? this.load(resolve(dirname(file), id)) : require(id) as unknown;
    (this.compile(file).runInThisContext() as RunModule)(module.exports, requireFromBundle, module, file, dirname(file));
    return module.exports;
  }

  /**
   * Writes the code of bundles that were not in the cache. The first run only leaves empty files: to collect the code takes longer than to
   * compile it, and a command in CI is often the only one. Errors are ignored: the next run compiles again.
   */
  save(): void {
    if (this.uncached.length === 0) return;
    try {
      // One by one: where nothing can be created, such as in /proc, Node.js would create the two forever.
      for (const path of [dirname(this.folder), this.folder]) if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
      if (privacyOf(this.folder) !== 'private') return;
      for (const bundle of this.uncached) {
        if (existsSync(bundle.path)) write(bundle);
        else writeFileSync(bundle.path, '', { mode: 0o600 });
      }
    } catch {
      // A read-only or full disk, for example.
    }
  }

  private compile(file: string): Script {
    const name = basename(file, '.bundle.js');
    const path = join(this.folder, `${name}-${crc32(this.run).toString(16)}`);
    // Somebody may edit an installed bundle. Archives keep its time in seconds; the path may be another one in each run.
    const { size, mtimeMs } = statSync(file);
    const key = crc32(JSON.stringify([name, this.build, this.run, size, Math.trunc(mtimeMs / 1000)]));
    const cachedData = read(path, key);
    const source = `(function (exports, require, module, __filename, __dirname) {\n${readFileSync(file, 'utf8')}\n})`;
    const script = new Script(source, { filename: file, lineOffset: -1, cachedData });
    if (cachedData === undefined) this.uncached.push({ script, path, key });
    return script;
  }
}

/** Reads the code from a file, unless its checksum differs: it is damaged, or has another key. */
function read(path: string, key: number): Buffer | undefined {
  try {
    const content = readFileSync(path);
    const code = content.subarray(0, -CHECKSUM_BYTES);
    return content.readUInt32LE(code.length) === crc32(code, key) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Renames a file that is complete, since other processes may use the cache at the same time. */
function write({ script, path, key }: Uncached): void {
  const temporary = `${path}.${process.pid}`;
  try {
    // Fails where nothing can be written, before the code is collected, which takes longer.
    writeFileSync(temporary, '', { mode: 0o600 });
    const code = script.createCachedData();
    const checksum = Buffer.alloc(CHECKSUM_BYTES);
    checksum.writeUInt32LE(crc32(code, key));
    writeFileSync(temporary, Buffer.concat([code, checksum]));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Returns who can write to a folder. Windows has a folder for temporary files for each user. */
function privacyOf(folder: string): 'missing' | 'private' | 'shared' {
  try {
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats === undefined) return 'missing';
    const isOurs = process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o077) === 0);
    return stats.isDirectory() && isOurs ? 'private' : 'shared';
  } catch {
    return 'shared';
  }
}
