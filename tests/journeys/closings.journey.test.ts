import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { closeTwice } from "./closings.ts";
import { screensFolder } from "./looks.ts";
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

test("handed over is one closing, served well is the other", async (context) => {
  try {
    await closeTwice(scene);
  } catch (error) {
    failed = true;
    await scene.keepSight("closeTwice");
    context.diagnostic(`what was seen: ${await screensFolder()}`);
    throw error;
  }
});
