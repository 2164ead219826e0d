import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Files that run one after another in one process. */
export type Group = readonly string[];

/** A file that starts a whole server in its process, against one that only computes. */
const weights = { app: 6, plain: 1 };
const groupWeight = 42;

/** These start processes of their own, or compute so long that what they load does not count. */
const alone = /properties|^tests\/(?!architecture|bad-input)/;
const long = /properties|^tests\/(proof|example|simulation|scenarios|faults)/;
/** The journeys of most steps; with one of them last, a processor would have nothing to do. */
const longJourney = /\/(bihuan|releases|promotion-day|catalogue|bookings|limits|codes)\./;

const startsApp = (root: string, file: string): boolean =>
  readFileSync(join(root, file), "utf8").includes("#tests/support/");

/**
 * Parts files into processes. Loading the server takes longer than most files that test it, so
 * they share it; each makes a server and a database of its own all the same. What takes longest
 * comes first, so that nothing long is left over at the end.
 */
export function inGroups(root: string, files: readonly string[]): Group[] {
  const groups: string[][] = [];
  let filled = groupWeight;
  for (const file of files.filter((one) => !alone.test(one))) {
    if (filled >= groupWeight) {
      groups.push([]);
      filled = 0;
    }
    groups.at(-1)?.push(file);
    filled += startsApp(root, file) ? weights.app : weights.plain;
  }
  const rest = files.filter((one) => alone.test(one));
  const first = rest.filter((one) => long.test(one));
  return [...first, ...rest.filter((one) => !long.test(one))].map((one): Group => [one])
    .toSpliced(first.length, 0, ...groups);
}

/** Each journey has a process of its own, the longest first. */
export function journeyGroups(files: readonly string[]): Group[] {
  const rest = files.filter((file) => !longJourney.test(file));
  return [...files.filter((file) => longJourney.test(file)), ...rest].map((file): Group => [file]);
}

/**
 * Writes a file for each group that runs the group's files as suites, each bounded by
 * `limitSeconds`; node:test runs them by name, and so in the order given.
 */
export function writeGroups(
  root: string, folder: string, groups: readonly Group[], limitSeconds: number,
): string[] {
  return groups.map((group, at) => {
    const name = join(folder, `group-${String(at).padStart(4, "0")}.test.mjs`);
    const suites = group.map((file) => {
      const address = JSON.stringify(pathToFileURL(join(root, file)).href);
      const options = `{ timeout: ${limitSeconds * 1_000} }`;
      return `suite(${JSON.stringify(file)}, ${options}, () => import(${address}));\n`;
    });
    writeFileSync(name, `import { suite } from "node:test";\n${suites.join("")}`);
    return name;
  });
}
