import { inScene } from "./in-scene.ts";
import { reviewHonestly } from "./reviews.ts";

const journey = inScene();

journey("a review is written, answered, solved, and deleted by nobody", reviewHonestly);
