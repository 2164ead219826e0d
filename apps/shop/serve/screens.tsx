import "../styles/orders.css";
import "../styles/serve.css";

export { OrderCare } from "./care-part.tsx";
export { CardsScreen } from "./cards-screen.tsx";
export { OrderPickup, ServePart } from "./pickup-part.tsx";
export { RightScreen } from "./right-screen.tsx";
export { StampScreen } from "./stamp-screen.tsx";
export { loadMore } from "./words.ts";
