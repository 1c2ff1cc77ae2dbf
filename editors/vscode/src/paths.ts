/** Rules about paths, for any platform: the tests ask for Windows on Linux. */
import path from 'node:path';

export function pathRules(platform: NodeJS.Platform): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}

/** Whether `file` is `folder` itself or lies below it. Both are full paths. */
export function isWithin(folder: string, file: string, platform: NodeJS.Platform): boolean {
  const rules = pathRules(platform);
  const way = rules.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way);
}
