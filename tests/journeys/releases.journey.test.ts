import { inScene } from "./in-scene.ts";
import { drawLots } from "./release-draw.ts";
import { rushForTwo } from "./release-rush.ts";

/* Releases wait for their hours to strike: an installation of their own keeps the others quick. */
const journey = inScene();

journey("a flash release from its draft to the second member's voucher", rushForTwo);

journey("a draw that the member recomputes", drawLots);
