import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { screensFolder } from "./looks.ts";
import { payInParts } from "./parts.ts";
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

test("one order: points, stored value and money; a return in the same parts", async (context) => {
  try {
    await payInParts(scene);
  } catch (error) {
    failed = true;
    await scene.keepSight("payInParts");
    context.diagnostic(`what was seen: ${await screensFolder()}`);
    throw error;
  }
});
