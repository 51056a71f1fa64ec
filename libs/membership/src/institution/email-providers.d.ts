/** The package brings a list without saying its type. */
declare module 'email-providers' {
  /** Domains of public mail providers, lower case. */
  const domains: readonly string[];
  export default domains;
}
