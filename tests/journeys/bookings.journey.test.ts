import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { bookAndBeServed } from "./bookings.ts";
import { lookAtCalendars } from "./booking-desk.ts";
import { screensFolder } from "./looks.ts";
import { openScene, type Scene } from "./scene.ts";

/* Bookings change what the other journeys count: an installation of their own. */
let scene: Scene;
let failed = false;

before(async () => {
  scene = await openScene();
});

after(async () => {
  await scene?.close();
  if (!failed && process.env.UPDATE_SCREENS !== "1") {
    await rm(await screensFolder(), { recursive: true, force: true });
  }
});

function journey(name: string, walk: (scene: Scene) => Promise<void>): void {
  test(name, async (context) => {
    try {
      await walk(scene);
    } catch (error) {
      failed = true;
      await scene.keepSight(walk.name);
      context.diagnostic(`what was seen: ${await screensFolder()}`);
      throw error;
    }
  });
}

journey("book with a deposit, check in by the door's code, be served, rate", bookAndBeServed);

journey("calendars, what can be booked, and a day that is closed", lookAtCalendars);
