export { qrModules, qrSvg } from "./qr.ts";
export type { QrModules } from "./qr.ts";
export { posterSvg } from "./poster-svg.ts";
export type { PosterContent } from "./poster-svg.ts";
