// What browsers have and TypeScript's DOM library does not, as far as it is used here.

interface DetectedBarcode {
  rawValue: string;
  format: string;
  cornerPoints: { x: number; y: number }[];
}

declare class BarcodeDetector {
  constructor(options: { formats: string[] });
  static getSupportedFormats(): Promise<string[]>;
  detect(source: CanvasImageSource): Promise<DetectedBarcode[]>;
}

interface TrustedTypePolicy {
  /** A `TrustedScriptURL`, which is taken wherever the address of a script is. */
  createScriptURL(text: string): string;
}

declare var trustedTypes:
  | { createPolicy(name: string, rules: { createScriptURL(text: string): string }): TrustedTypePolicy }
  | undefined;

/** The Navigation API, which Safari has since 26.2 and Firefox since 147. */
interface Window {
  navigation?: EventTarget;
}

/** Permissions-Policy, where the browser lets a page read it. */
interface PermissionsPolicy {
  allowsFeature?(name: string): boolean;
}

interface Document {
  permissionsPolicy?: PermissionsPolicy;
  featurePolicy?: PermissionsPolicy;
}

interface MediaTrackCapabilities {
  torch?: boolean | boolean[];
  zoom?: { min: number; max: number };
}

interface MediaTrackConstraintSet {
  torch?: boolean;
  zoom?: number;
}

/** Only a worker has it. */
declare const WorkerGlobalScope: Function | undefined;
