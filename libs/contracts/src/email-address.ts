/**
 * An e-mail address of the usual form: local part and domain without quoting or comments, in ASCII. Stricter than
 * RFC 5322, the same for checking and for sending; the server refuses every other, the browser says so sooner.
 */
export const EMAIL_ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
