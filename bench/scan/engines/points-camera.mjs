// This project's scanner as the camera uses it: see points.mjs.
export { camera as default } from "./points.mjs";
