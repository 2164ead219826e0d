import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { screensFolder } from "./looks.ts";
import { openScene, type Scene } from "./scene.ts";
import { earnAndExchange } from "./loyal.ts";

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

test("points earned by paying, the card, and an exchange in the points mall", async (context) => {
  try {
    await earnAndExchange(scene);
  } catch (error) {
    failed = true;
    await scene.keepSight("loyal");
    context.diagnostic(`what was seen: ${await screensFolder()}`);
    throw error;
  } finally {
    for (const note of scene.notes.splice(0)) context.diagnostic(note);
  }
});
