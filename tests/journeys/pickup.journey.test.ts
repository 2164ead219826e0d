import { inScene } from "./in-scene.ts";
import { payAndCollect } from "./pickup.ts";

const journey = inScene();

journey("pay online, collect at the store", payAndCollect);
