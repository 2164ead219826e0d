import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lanAddress } from "#tests/support/server.ts";
import { fillTheCart } from "./cart.ts";
import { walkOverLan } from "./lan.ts";
import { limitAndStop } from "./limits.ts";
import { screensFolder } from "./looks.ts";
import { walkTheLoop } from "./loop.ts";
import { redeemWithoutLine } from "./offline.ts";
import { orderAndReturn } from "./orders.ts";
import { deleteDemo, startOwnBrand } from "./own-brand.ts";
import { printAndRecallCodes } from "./printed-codes.ts";
import { openScene, type Scene } from "./scene.ts";
import { buildTheStack } from "./stack.ts";
import { lookAround } from "./tour.ts";
import { scanDeadCodes, scanWrongThings, switchLanguages } from "./words.ts";

/*
 * One installation for all journeys, as one newcomer has: they run in this order. With
 * UPDATE_SCREENS=1 the pictures of each step replace those of docs/screens.
 */
let scene: Scene;
let failed = false;

before(async () => {
  scene = await openScene({ fresh: true });
});

after(async () => {
  await scene?.close();
  if (!failed && process.env.UPDATE_SCREENS !== "1") {
    await rm(await screensFolder(), { recursive: true, force: true });
  }
});

type Walk = (scene: Scene) => Promise<void>;

function journey(name: string, walk: Walk, skip: string | false = false): void {
  test(name, { skip }, async (context) => {
    try {
      await walk(scene);
    } catch (error) {
      failed = true;
      await scene.keepSight(walk.name);
      context.diagnostic(`what was seen: ${await screensFolder()}`);
      throw error;
    } finally {
      for (const note of scene.notes.splice(0)) context.diagnostic(note);
    }
  });
}

journey("from a poster through claim, visit and counter to the report", walkTheLoop);

journey(
  "the same loop by http over the network",
  walkOverLan,
  lanAddress() === undefined && "this machine has no address in a network",
);

journey("three apps in two languages", switchLanguages);

journey("every other page of the console and the shop", lookAround);

journey("the stack of a promotion day, built and read to the cent", buildTheStack);

journey("codes that lead nowhere any more", scanDeadCodes);

journey("what is no voucher is told apart at the counter", scanWrongThings);

journey("from a store's goods through the cart to the till", fillTheCart);

journey("from the cart to an order, its payment and a return", orderAndReturn);

journey("codes made, printed, redeemed, given and recalled", printAndRecallCodes);

journey("four redemptions while the line is down, from two tabs", redeemWithoutLine);

journey("limits of household and money, and the emergency stop", limitAndStop);

journey("an own brand, its logo, its staff and its first voucher", startOwnBrand);

journey("the demo brand is deleted", deleteDemo);
