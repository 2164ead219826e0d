import { inScene } from "./in-scene.ts";
import { payInParts } from "./parts.ts";

const journey = inScene();

journey("one order: points, stored value and money; a return in the same parts", payInParts);
