import { createTransport } from "nodemailer";
import type { InviteMail, MailSender } from "#modules/organisation/index.ts";

export interface SmtpOptions {
  /** "smtp://user:password@host:587" or "smtps://…". */
  readonly url: string;
  /** "Bihuan <no-reply@example.com>" */
  readonly from: string;
}

const texts = {
  zh: (mail: InviteMail) => ({
    subject: `${mail.brandName} 邀请您加入`,
    text:
      `您好：\n\n${mail.brandName} 邀请您使用闭环管理门店。请打开下面的链接设置密码：\n\n` +
      `${mail.link}\n\n链接只能使用一次。若您不认识发件人，请忽略这封邮件。\n`,
  }),
  en: (mail: InviteMail) => ({
    subject: `${mail.brandName} invites you`,
    text:
      `Hello,\n\n${mail.brandName} invites you to work with them in Bihuan. ` +
      `Open this link to set your password:\n\n${mail.link}\n\n` +
      "It works once. If you do not know the sender, ignore this message.\n",
  }),
} as const;

/** Invites by e-mail over SMTP; built only when a server is configured. */
export function smtpMail(options: SmtpOptions): MailSender {
  const transport = createTransport({
    url: options.url,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  });
  return {
    async sendInvite(mail) {
      await transport.sendMail({ from: options.from, to: mail.to, ...texts[mail.lang](mail) });
    },
  };
}
