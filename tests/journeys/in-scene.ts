import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { screensFolder } from "./looks.ts";
import { openScene, type Scene } from "./scene.ts";

type Walk = (scene: Scene) => Promise<void>;
type Journey = (name: string, walk: Walk, skip?: string | false) => void;

/**
 * One installation for the journeys of a file, which run in their order. With UPDATE_SCREENS=1 the
 * pictures of each step replace those of docs/screens.
 */
export function inScene(): Journey {
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
  return (name, walk, skip = false) => {
    test(name, { skip }, async (context) => {
      try {
        await walk(scene);
      } catch (error) {
        failed = true;
        for (const told of await scene.keepSight(walk.name)) context.diagnostic(told);
        context.diagnostic(`what was seen: ${await screensFolder()}`);
        throw error;
      } finally {
        for (const note of scene.notes.splice(0)) context.diagnostic(note);
      }
    });
  };
}
