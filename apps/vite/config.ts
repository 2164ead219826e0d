import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import type { InlineConfig, Plugin } from "vite";

/** What members' phones and staff's browsers understand: iOS 15, Chrome 100, WeChat's view. */
export const baseline = ["es2021", "safari15", "ios15", "chrome100"];

export interface AppPlace {
  root: string;
  app: string;
  outDir: string;
}

/**
 * One configuration for the three apps. No inline script, style or data URL leaves the build, so
 * that a content-security policy of "self" is enough; nothing is loaded from another host.
 */
export function appConfig({ root, app, outDir }: AppPlace): InlineConfig {
  const folder = resolve(root, "apps", app);
  return {
    configFile: false,
    root: folder,
    base: `/assets/${app}/`,
    publicDir: resolve(folder, "public"),
    cacheDir: resolve(root, "node_modules", ".vite", app),
    envDir: false,
    logLevel: "warn",
    plugins: [react(), framed(root)],
    build: {
      outDir,
      emptyOutDir: true,
      assetsDir: "",
      assetsInlineLimit: 0,
      manifest: "manifest.json",
      modulePreload: { polyfill: false },
      target: baseline,
      cssTarget: baseline,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: resolve(folder, "index.html") },
    },
  };
}

/** An app's index.html holds only what its head has of its own; the rest is the kit's page. */
function framed(root: string): Plugin {
  const frame = readFileSync(resolve(root, "packages", "ui", "page.html"), "utf8");
  const fill = (own: string) => frame.replace("<!--app-head-->", () => own.trim());
  return {
    name: "framed-page",
    transformIndexHtml: {
      order: "pre",
      handler: (html) => (html.includes("<!doctype") ? html : fill(html)),
    },
  };
}

/**
 * The app's service worker (`sw.ts`), one classic script without imports. `SHELL_FILES` in it is
 * the list of the app's built files, `SHELL_VERSION` changes with them.
 */
export function workerConfig(place: AppPlace, shellFiles: string[], version: string): InlineConfig {
  const config = appConfig(place);
  return {
    ...config,
    publicDir: false,
    plugins: [],
    define: {
      SHELL_FILES: JSON.stringify(shellFiles),
      SHELL_VERSION: JSON.stringify(version),
    },
    build: {
      ...config.build,
      emptyOutDir: false,
      manifest: false,
      rolldownOptions: {
        input: resolve(place.root, "apps", place.app, "sw.ts"),
        output: { format: "iife", entryFileNames: "sw.js" },
      },
    },
  };
}
