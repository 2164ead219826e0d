/** Chrome's offer to put the app on the home screen; other browsers only have a menu. */
interface Installer extends Event {
  prompt(): Promise<unknown>;
}

let offered: Installer | null = null;
const listeners = new Set<() => void>();

/** Must run early: the browser makes its offer once, soon after loading. */
export function waitForInstaller(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    tell(event as Installer);
  });
  addEventListener("appinstalled", () => tell(null));
}

export function installer(): Installer | null {
  return offered;
}

export function onInstaller(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function isInstalled(): boolean {
  return matchMedia("(display-mode: standalone)").matches;
}

function tell(next: Installer | null): void {
  offered = next;
  for (const listener of listeners) listener();
}
