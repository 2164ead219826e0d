import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { keepLooking } from "./keep-looking.ts";

class Page extends EventTarget {
  hidden = false;

  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

let page: Page;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  page = new Page();
  Object.assign(globalThis, { document: page });
});

afterEach(() => {
  mock.timers.reset();
  Reflect.deleteProperty(globalThis, "document");
});

/** Second by second, with the answers of each second. */
async function pass(seconds: number): Promise<void> {
  for (let at = 0; at < seconds; at += 1) {
    mock.timers.tick(1_000);
    await new Promise(setImmediate);
  }
}

test("it looks quickly at first, slower and slower, and never ends by itself", async () => {
  let looks = 0;
  const stop = keepLooking(async () => (looks += 1) > 0);
  await pass(60);
  assert.ok(looks >= 10 && looks <= 25, `${looks} in the first minute`);
  await pass(600);
  const before = looks;
  await pass(600);
  assert.ok(looks - before >= 18 && looks - before <= 20, `${looks - before} in ten minutes`);
  stop();
  await pass(120);
  assert.ok(looks - before <= 20, "stopped");
});

test("a page that nobody sees is quiet; who comes back sees at once how things stand", async () => {
  let looks = 0;
  const stop = keepLooking(async () => (looks += 1) > 0);
  assert.equal(looks, 1, "at once");
  page.turn(true);
  await pass(600);
  assert.equal(looks, 1);
  page.turn(false);
  assert.equal(looks, 2);
  await pass(3);
  assert.equal(looks, 3, "quickly again");
  stop();
  page.turn(false);
  assert.equal(looks, 3);
});

test("what failed is looked at again; what is answered is not", async () => {
  let looks = 0;
  keepLooking(async () => {
    looks += 1;
    if (looks === 1) throw new Error("no line");
    return looks < 3;
  });
  await pass(60);
  assert.equal(looks, 3);
});

test("coming back during a look does not start a second one", async () => {
  let looks = 0;
  const stop = keepLooking(() => {
    looks += 1;
    return new Promise<boolean>(() => undefined);
  });
  page.turn(true);
  page.turn(false);
  await pass(60);
  assert.equal(looks, 1);
  stop();
});
