/** Classes that break the rules of the house, to show that ArchitectureTest sees it. */
package planted;
