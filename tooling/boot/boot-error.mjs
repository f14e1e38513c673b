/** A fault that a person can mend: shown as one sentence, without a stack. */
export class BootError extends Error {}

/** What a failed program's words mean, and what to do; null when they are not of a known kind. */
export function explain(words) {
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|os error 28\b/i.test(words)) {
    return "The disk is full. Lectern needs about 1 GB for its tools and packages; free some space, then start again.";
  }
  if (/EROFS|Read-only file system|os error 30\b/i.test(words)) return "The disk is read-only. Lectern writes into its own folder.";
  if (/EACCES|EPERM|Permission denied|os error 13\b/i.test(words)) {
    return "No permission to write. Start as the user who owns the folder of Lectern, and look at the lines above for the file.";
  }
  if (
    /SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF|CERT_UNTRUSTED|UnknownIssuer|invalid peer certificate/.test(words)
  ) {
    return (
      "The package registry's certificate is not trusted here, which a company's proxy may be the reason of: name the file " +
      "with its certificate in NODE_EXTRA_CA_CERTS (and SSL_CERT_FILE), then start again."
    );
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|META_FETCH_FAIL|network|dns error|error sending request/i.test(
      words,
    )
  ) {
    return (
      "The package registry cannot be reached. The first start needs it (later ones do not): look at the network, at a proxy " +
      "(HTTPS_PROXY), and at `npm config get registry`, then start again."
    );
  }
  if (/E40[134]|ERR_PNPM_FETCH_40[134]/.test(words)) {
    return "The package registry refused a package. Look at `npm config get registry`: it must be npm's registry or a full mirror of it.";
  }
  return null;
}
