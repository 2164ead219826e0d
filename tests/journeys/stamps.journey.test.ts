import { inScene } from "./in-scene.ts";
import { stampAndTea } from "./stamps.ts";

const journey = inScene();

journey("a stamp card from its draft to the first stamp, and a free tea", stampAndTea);
