export { toWgs84, fromWgs84, isShifted, isPosition } from "./convert.ts";
export type { CoordinateSystem, Position } from "./convert.ts";
export { distanceMeters, earthRadiusMeters } from "./distance.ts";
export { boundingBox } from "./bounding-box.ts";
export type { Box } from "./bounding-box.ts";
export { boundingCells, cellDegrees, gridCell } from "./grid.ts";
