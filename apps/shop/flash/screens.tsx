import "../styles/flash.css";

export { ReleaseScreen } from "./release-screen.tsx";
export { loadMore } from "./words.ts";
