import { inScene } from "./in-scene.ts";
import { rankPlaces, workAtCounter } from "./places.ts";

const journey = inScene();

journey("stores that sell nothing are ranked, and open to their orders", rankPlaces);

journey("care and applications at the counter in three activations", workAtCounter);
