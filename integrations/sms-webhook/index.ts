import type { SmsMessage, SmsSender } from "#modules/members/index.ts";

export interface SmsWebhookOptions {
  /** Receives POST {phone, code, text, brand, lang} as JSON; a 2xx answer means accepted. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`; null: none. */
  readonly token: string | null;
  readonly fetch?: typeof fetch;
}

const timeoutMs = 5_000;

function textOf({ brandName, code, lang }: SmsMessage): string {
  return lang === "en"
    ? `[${brandName}] Your code is ${code}, valid for 5 minutes. Do not tell anyone.`
    : `【${brandName}】验证码 ${code}，5 分钟内有效，请勿告诉他人。`;
}

/** Hands one-time codes to a gateway of the operator's choice: any provider behind one address. */
export function smsWebhook(options: SmsWebhookOptions): SmsSender {
  const send = options.fetch ?? fetch;
  return {
    name: "webhook",
    reveals: false,
    async send(message) {
      const answer = await send(options.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        },
        body: JSON.stringify({
          phone: message.phone,
          code: message.code,
          text: textOf(message),
          brand: message.brandName,
          lang: message.lang,
        }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!answer.ok) throw new Error(`The SMS gateway answered ${answer.status}.`);
    },
  };
}
