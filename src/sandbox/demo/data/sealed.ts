/** What Contoso's lawyers signed, as a MIME part: the signature is over these bytes. */
export const SIGNED_PART = [
  'Content-Type: text/plain; charset=us-ascii',
  'Content-Transfer-Encoding: 7bit',
  '',
  'Hello,',
  '',
  'our board has approved the renewal. The signed framework terms apply from',
  'the first day of the new contract; you need not send them again.',
  '',
  'This message is digitally signed, as our policy wants it for contracts.',
  '',
  'Kind regards,',
  'Contoso Legal',
  '',
].join('\r\n');

/** Detached, with the certificate of `legal@contoso.example`; DER in base64. */
export const SIGNATURE = [
  'MIIENgYJKoZIhvcNAQcCoIIEJzCCBCMCAQExDTALBglghkgBZQMEAgEwCwYJKoZIhvcNAQcBoIICQjCCAj4wggHj',
  'oAMCAQICFEOueVhc+OJ6wvhbhJ06NcbCk+N1MAoGCCqGSM49BAMCMFAxEDAOBgNVBAoMB0NvbnRvc28xFjAUBgNV',
  'BAMMDUNvbnRvc28gTGVnYWwxJDAiBgkqhkiG9w0BCQEWFWxlZ2FsQGNvbnRvc28uZXhhbXBsZTAgFw0yNjExMjMw',
  'MjAyMTNaGA8yMTI2MTAzMDAyMDIxM1owUDEQMA4GA1UECgwHQ29udG9zbzEWMBQGA1UEAwwNQ29udG9zbyBMZWdh',
  'bDEkMCIGCSqGSIb3DQEJARYVbGVnYWxAY29udG9zby5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
  '7xuNgn0ElQy600gecjldaPCfh9xuX4siXzz519y3yufc6YFZ3QKRSDPshx36FPQSoWYzXLf1BuhplvAdpgZegKOB',
  'mDCBlTAdBgNVHQ4EFgQU28wFD7Kuyw1XMViBsFsUS/tWM1owHwYDVR0jBBgwFoAU28wFD7Kuyw1XMViBsFsUS/tW',
  'M1owDwYDVR0TAQH/BAUwAwEB/zAgBgNVHREEGTAXgRVsZWdhbEBjb250b3NvLmV4YW1wbGUwCwYDVR0PBAQDAgeA',
  'MBMGA1UdJQQMMAoGCCsGAQUFBwMEMAoGCCqGSM49BAMCA0kAMEYCIQCEkBP/RsCLChC7xjo+x1uFjNZkzqDkqpzn',
  'RoNpqRVfTwIhAJjMNJh7isnQ7kqno23cbGi35cuZJHzWqAosHtPxiyI2MYIBujCCAbYCAQEwaDBQMRAwDgYDVQQK',
  'DAdDb250b3NvMRYwFAYDVQQDDA1Db250b3NvIExlZ2FsMSQwIgYJKoZIhvcNAQkBFhVsZWdhbEBjb250b3NvLmV4',
  'YW1wbGUCFEOueVhc+OJ6wvhbhJ06NcbCk+N1MAsGCWCGSAFlAwQCAaCB5DAYBgkqhkiG9w0BCQMxCwYJKoZIhvcN',
  'AQcBMBwGCSqGSIb3DQEJBTEPFw0yNjExMjMwMjAyMTNaMC8GCSqGSIb3DQEJBDEiBCAIYV7KaY/eIs3VumEPZKyE',
  'YU73J4zKwxHhFlmvgAs2JTB5BgkqhkiG9w0BCQ8xbDBqMAsGCWCGSAFlAwQBKjALBglghkgBZQMEARYwCwYJYIZI',
  'AWUDBAECMAoGCCqGSIb3DQMHMA4GCCqGSIb3DQMCAgIAgDANBggqhkiG9w0DAgIBQDAHBgUrDgMCBzANBggqhkiG',
  '9w0DAgIBKDAKBggqhkjOPQQDAgRHMEUCIQC02zLNUWJNmiaGeSkjZFcnUIP8zhvyytfIv0S42TYOrQIgU/JPLP0d',
  'xWEgpqAIZjSCjUsrWjEJZQB50CVxH3y+8ps=',
].join('\r\n');

/** Encrypted for a certificate whose key nobody has; DER in base64. */
export const ENVELOPE = [
  'MIIBqgYJKoZIhvcNAQcDoIIBmzCCAZcCAQIxgeGhgd4CAQOgUaFPMAkGByqGSM49AgEDQgAEx3Z/k/qHMjAS1aSp',
  '58ili49ZZErHj/uXgrbfteSMj2C7VNchTXoWZ91YOoW12mJPtDb3FmRRI3Ak5LzgUO7PrDAYBgkrgQUQhkg/AAIw',
  'CwYJYIZIAWUDBAEtMGwwajA+MCYxETAPBgNVBAoMCEZhYnJpa2FtMREwDwYDVQQDDAhGYWJyaWthbQIUKZDuJo6T',
  'fYnm9QxCgBHzfXt/m5kEKHpO9y+FV+aBezXBglQY2aRppw3NvdtFwSOwyqMYW5jrjS5UC0CuZGUwga0GCSqGSIb3',
  'DQEHATAdBglghkgBZQMEASoEEK4v9o8owEBu76V5+P6xrFKAgYBnSWZfYssnQFAr/bWIsSGppWb5TRyngdpDRu34',
  '4QUTUstfM0ltw8HU4kcJpB2D5r1jK3txximRlNy9++iTJYuT1E8s+ZyPS2rQA3/w2E9gN4n7bP6IdoVxkf6svGSe',
  'd7q+xL7vzeFukYePK+JM+5Q0YdgVsSQ9wWhM2D1MhDQipA==',
].join('\r\n');
