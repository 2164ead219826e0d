import type { Databases } from "#platform/db/driver.ts";
import type { Accounts } from "./accounts.ts";

export interface InviteMail {
  readonly to: string;
  readonly lang: "zh" | "en";
  readonly brandName: string;
  /** Absolute address of the page that accepts the invite. */
  readonly link: string;
}

/** Port: sends an invite by e-mail. Without one the console shows the link as a QR code. */
export interface MailSender {
  sendInvite(mail: InviteMail): Promise<void>;
}

interface Wired {
  readonly accounts: Accounts;
  readonly databases: Databases;
}

let parts: Wired | undefined;
let mail: MailSender | undefined;

/** Called once by the composition root: identities and databases that brandless acts need. */
export function wireAccounts(accounts: Accounts, databases: Databases): void {
  parts = { accounts, databases };
}

export function wireMail(sender: MailSender | undefined): void {
  mail = sender;
}

export function wired(): Wired {
  if (!parts) throw new Error("wireAccounts() has not been called.");
  return parts;
}

export function mailSender(): MailSender | undefined {
  return mail;
}
