import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { screensFolder } from "./looks.ts";
import { openScene, type Scene } from "./scene.ts";
import { sellTheThemeBox } from "./theme-box.ts";

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

test("a theme box: preview, subscriber, opening, cart, past theme", async (context) => {
  try {
    await sellTheThemeBox(scene);
  } catch (error) {
    failed = true;
    await scene.keepSight("sellTheThemeBox");
    context.diagnostic(`what was seen: ${await screensFolder()}`);
    throw error;
  }
});
