import { applyAndPrint } from "./applications.ts";
import { inScene } from "./in-scene.ts";

const journey = inScene();

journey("apply online, finished in the store, printed twice", applyAndPrint);
