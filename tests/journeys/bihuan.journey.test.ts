import { lanAddress } from "#tests/support/server.ts";
import { inScene } from "./in-scene.ts";
import { walkOverLan } from "./lan.ts";
import { walkTheLoop } from "./loop.ts";
import { deleteDemo, startOwnBrand } from "./own-brand.ts";

/* What a newcomer does with the demo brand, until it is deleted. */
const journey = inScene();

journey("from a poster through claim, visit and counter to the report", walkTheLoop);

journey(
  "the same loop by http over the network",
  walkOverLan,
  lanAddress() === undefined && "this machine has no address in a network",
);

journey("an own brand, its logo, its staff and its first voucher", startOwnBrand);

journey("the demo brand is deleted", deleteDemo);
