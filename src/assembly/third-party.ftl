<#-- Made into THIRD-PARTY.txt by license-maven-plugin. -->
Tagwright is under the Apache License, Version 2.0. It is shipped with the following software.

<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#assign licenses = entry.getValue()/>
${project.name} ${project.version}
  ${project.groupId}:${project.artifactId}<#if (project.url)??>, ${project.url}</#if>
  Licence: ${licenses?join(", or ")}

</#list>
Contained in these or beside them:

PyTorch's libraries for the CPU (libtorch, libc10), https://pytorch.org
  Licence: BSD-3-Clause; its NOTICE lists what it contains, such as oneDNN (Apache-2.0), MKL (Intel Simplified
  Software License), Eigen (MPL-2.0) and GCC's libgomp (GPL-3.0 with GCC Runtime Library Exception)

Leptonica with libjpeg-turbo, libpng, libtiff, libwebp, giflib, OpenJPEG and zlib, http://leptonica.org
  Licence: BSD-2-Clause (Leptonica); BSD, IJG, libpng, libtiff, MIT and zlib (the others)

Inter, a typeface, https://rsms.me/inter
  Licence: SIL Open Font License 1.1

Material Design Icons, https://pictogrammers.com
  Licence: Apache-2.0

OpenJDK, in the installed program only, https://openjdk.org
  Licence: GPL-2.0 with Classpath Exception; the texts are in the program's folder, in lib/runtime/legal
