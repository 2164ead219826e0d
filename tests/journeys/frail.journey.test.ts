import { getOverIt } from "./frail.ts";
import { inScene } from "./in-scene.ts";

const journey = inScene();

journey("pages that get over a bad network", getOverIt);
