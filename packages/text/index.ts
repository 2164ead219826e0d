export { splitVisible, visibleLength } from "./visible-length.ts";
export { maskPhone } from "./mask-phone.ts";
export { contrastRatio, isHexColor, paperWhite, readableAccent } from "./contrast.ts";
