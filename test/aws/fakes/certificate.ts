import { generate } from 'selfsigned';

/** The key and the certificate of a TLS server, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for an API server on this machine, which only whoever is given it trusts. */
export async function selfSigned(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'kubernetes' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}
