import { closeTwice } from "./closings.ts";
import { inScene } from "./in-scene.ts";

const journey = inScene();

journey("handed over is one closing, served well is the other", closeTwice);
