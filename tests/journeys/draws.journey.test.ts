import { drawAndProve } from "./draws.ts";
import { inScene } from "./in-scene.ts";

const journey = inScene();

journey("a draw: shown, locked, played, paid, recomputed by anybody", drawAndProve);
