/** RFC 5321 4.5.3.1: octets of the part before the @ and of the whole address. */
const mostOctets = { local: 64, whole: 254 } as const;

/** A dot-string of RFC 5321 with the letters of every language (RFC 6531); no quoted strings, as in HTML's rule. */
const localPart =
  /^[\w!#$%&'*+/=?^`{|}~\-\u0080-\u{10ffff}]+(?:\.[\w!#$%&'*+/=?^`{|}~\-\u0080-\u{10ffff}]+)*$/u;
const isOfNoLetter = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/u;
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** Two labels at least, the last of them no number: a name that mail can be sent to from anywhere. */
const hostName = new RegExp(`^(?=.{1,253}$)(?:${label}\\.)+(?!\\d+$)${label}$`);

const octetsOf = (text: string): number => new TextEncoder().encode(text).length;

/**
 * An e-mail address in the one form it is kept in: the domain in ASCII and small letters (xn--), the rest as it was
 * written. Null when no mail can be sent there by the rules of HTML and SMTP, internationalised addresses included.
 */
export const mailAddress = (written: string): string | null => {
  const text = written.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  // What URLs read as something else than a name is none.
  if (
    !localPart.test(local) ||
    isOfNoLetter.test(text) ||
    /[^\p{L}\p{M}\p{N}.\u3002\uff0e\uff61-]/u.test(domain)
  )
    return null;
  const ascii = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : '';
  const address = `${local}@${ascii}`;
  const fits = octetsOf(local) <= mostOctets.local && octetsOf(address) <= mostOctets.whole;
  return fits && hostName.test(ascii) ? address : null;
};
