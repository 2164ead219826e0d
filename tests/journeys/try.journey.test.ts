import { test } from "node:test";
import { openBrowser, openPerson } from "#tests/support/browser.ts";
import { lanAddress } from "#tests/support/server.ts";
import { beforeCamera } from "./counter-steps.ts";
import { noTrouble, screensFolder } from "./looks.ts";
import type { Scene } from "./scene.ts";

const part = process.env.PART ?? "loop";
const run = process.env.RUN ?? "walkTheLoop";
test(part, async () => {
  const url = "http://localhost:4700";
  const lan = lanAddress();
  const open = await openBrowser(["localhost", "127.0.0.1", lan ?? ""]);
  await beforeCamera(open, null);
  console.log(await screensFolder());
  const people: never[] = [];
  const scene = { server: { url, port: 4700, httpsPort: 5143 }, open, lan,
    async enter(o: never) { const p = await openPerson(open, { url, ...(o as object) } as never); people.push(p as never); return p; },
    async leave() { for (const p of people.splice(0)) { noTrouble(p, "end"); await (p as { close(): Promise<void> }).close(); } },
  } as unknown as Scene;
  try {
    await (await import(`./${part}.ts`))[run](scene);
  } catch (error) {
    let n = 0;
    for (const p of people as { page: import("playwright-core").Page; trouble: string[] }[]) { console.log(p.page.url(), p.trouble); await p.page.screenshot({ path: `/tmp/fail-${n++}.png` }).catch(() => 0); }
    throw error;
  } finally { await open.close(); }
});
