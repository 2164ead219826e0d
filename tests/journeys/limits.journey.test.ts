import { inScene } from "./in-scene.ts";
import { limitAndStop } from "./limits.ts";
import { redeemWithoutLine } from "./offline.ts";

const journey = inScene();

journey("four redemptions while the line is down, from two tabs", redeemWithoutLine);

journey("limits of household and money, and the emergency stop", limitAndStop);
