import "../styles/flash.css";

export { RefusedSheet } from "./refused.tsx";
export { ReleaseScreen } from "./release-screen.tsx";
export { loadMore } from "./words.ts";
