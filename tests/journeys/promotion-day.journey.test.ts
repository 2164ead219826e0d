import { fillTheCart } from "./cart.ts";
import { inScene } from "./in-scene.ts";
import { orderAndReturn } from "./orders.ts";
import { buildTheStack } from "./stack.ts";

const journey = inScene();

journey("the stack of a promotion day, built and read to the cent", buildTheStack);

journey("from a store's goods through the cart to the till", fillTheCart);

journey("from the cart to an order, its payment and a return", orderAndReturn);
