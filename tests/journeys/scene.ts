import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type JourneyBrowser,
  openBrowser,
  openPerson,
  type Person,
  type PersonOptions,
} from "#tests/support/browser.ts";
import { lanAddress, type RealServer, startServer } from "#tests/support/server.ts";
import { beforeCamera } from "./counter-steps.ts";
import { noTrouble, screensFolder } from "./looks.ts";

export interface Scene {
  readonly server: RealServer;
  readonly open: JourneyBrowser;
  readonly lan: string | undefined;
  /** Someone new with a browser of their own, on this machine unless another address is given. */
  enter(options: Partial<PersonOptions> & Pick<PersonOptions, "device">): Promise<Person>;
  /** Measurements to print with the result. */
  readonly notes: string[];
  /** What each open browser shows, kept in the folder of screens; its words are returned. */
  keepSight(name: string): Promise<string[]>;
  /** Everybody leaves; whatever went wrong unseen in a browser fails here. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/**
 * An installation with its demo brand, and a browser. It is the copy of one whose first start was
 * tried before; a file that runs by itself tries that too.
 */
export async function openScene(): Promise<Scene> {
  const lan = lanAddress();
  const opening = openBrowser(["localhost", "127.0.0.1", ...(lan ? [lan] : [])]);
  // an own brand has no gateway here; its codes are shown as the demo's are
  const server = await startServer({ BIHUAN_SMS: "screen" }, { fresh: false })
    .catch(async (error: Error) => {
      // An open browser would keep the file from ending.
      await opening.then((open) => open.close(), () => undefined);
      throw error;
    });
  const open = await opening;
  await beforeCamera(open, null);
  const people: Person[] = [];
  return {
    server,
    open,
    lan,
    notes: [],
    async enter(options) {
      const person = await openPerson(open, { url: server.url, ...options });
      people.push(person);
      return person;
    },
    async keepSight(name) {
      const told: string[] = [];
      for (const [at, person] of people.entries()) {
        const file = join(await screensFolder(), `failed-${name}-${at + 1}.png`);
        await person.page.screenshot({ path: file, timeout: 10_000 }).catch(() => undefined);
        told.push(`${at + 1}: ${await inWords(person)}`);
      }
      await Promise.all(people.splice(0).map((person) => person.close()));
      return told;
    },
    async leave() {
      for (const person of people) noTrouble(person, "the end");
      await Promise.all(people.splice(0).map((person) => person.close()));
    },
    async close() {
      await open.close();
      await server.stop();
    },
  };
}

/** Where a person stands, what is read there, what still waits for an answer, what went wrong. */
async function inWords({ page, trouble, waiting }: Person): Promise<string> {
  const reading = page.evaluate(() => document.body.innerText.replace(/\s+/g, " ").slice(0, 600));
  const late = new Promise<string>((done) => {
    setTimeout(done, 10_000, "(the page does not answer)").unref();
  });
  const text = await Promise.race([reading, late]).catch(String);
  return JSON.stringify({ at: page.url(), text, waiting: [...waiting.values()], trouble });
}

let last = process.pid % 8_000;

/** A phone number that nobody else in this run has. */
export function newPhone(): string {
  last += 1;
  return `1390000${1_000 + last}`;
}

const zone = "Asia/Shanghai";

/**
 * What is sold, booked or compared by days must not begin on one day and end on the next: in the
 * last minutes before the brand's midnight a journey of days waits for it.
 */
export async function withinOneDay(minutes = 4): Promise<void> {
  const now = Temporal.Now.zonedDateTimeISO(zone);
  const midnight = now.add({ days: 1 }).startOfDay();
  const left = midnight.epochMilliseconds - now.epochMilliseconds;
  if (left > minutes * 60_000) return;
  await new Promise((resolve) => setTimeout(resolve, left + 1_000));
}

/** A day by the brand's clock, so many days from now. */
export const brandDay = (days: number): string =>
  Temporal.Now.plainDateISO(zone).add({ days }).toString();

/** Asks again until the answer is right; says the last answer where it never is. */
export async function eventually<T>(ask: () => Promise<T>, right: (answer: T) => boolean) {
  const until = performance.now() + 40_000;
  for (;;) {
    const answer = await ask();
    if (right(answer)) return answer;
    if (performance.now() > until) assert.fail(`still ${JSON.stringify(answer)} after 40 s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
