import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { screensFolder } from "./looks.ts";
import { rankPlaces, workAtCounter } from "./places.ts";
import { openScene, type Scene } from "./scene.ts";

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

journey("stores that sell nothing are ranked, and open to their orders", rankPlaces);

journey("care and applications at the counter in three activations", workAtCounter);
